"""Promises, from the day they are made to the day somebody else has seen that they are kept."""
