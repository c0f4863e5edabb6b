"""What a person runs around the site: `python -m tools.serve`, `.prepare`, `.messages`, `.lint`…"""
