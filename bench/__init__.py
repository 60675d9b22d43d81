"""Benchmarks: what a mail costs, how quick the pages stay, where the time goes. `python -m bench --help`.

CPU seconds are the figure: wall time on a shared machine says more about the neighbours. Each bench runs the product as
it is, with durable databases, and peers stand beside it in the same run on the same mails. No test is timed; a smoke
test runs each bench with tiny sizes, so that they do not rot.
"""
