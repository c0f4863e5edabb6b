"""Certificates: issued when a module or a path is complete, checked by anybody who has the code.

May import courses and what stands below it. It learns of completions by signals.
"""
