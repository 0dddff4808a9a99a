"""Speed beside the real rivals: the same text, the same run, equal ids before a number. See Benchmarks/README.md."""
