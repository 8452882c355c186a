"""What the figures of one text say about each other: sums and rates."""
