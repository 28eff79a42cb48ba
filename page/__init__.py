"""The page: turns an `Answer` into what a person sees, and a person's file into an article."""

NAME = "Streetwise"
