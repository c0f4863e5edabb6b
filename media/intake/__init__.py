"""What comes in: each kind of file is read, refused or made clean here, before it is stored."""
