"""Which articles carry one report, and which are versions of one article."""
