"""The content of the repository as pages, people and permissions: loaded once, never over what a person changed."""
