"""The front of the house: home, plain pages, and what composes several apps for a reader. Imports everything below."""
