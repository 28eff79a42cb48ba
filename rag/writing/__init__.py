"""A chat model that words the answer: what it reads, its calls, its reply taken sentence by sentence."""
