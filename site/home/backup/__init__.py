"""One file that holds the whole site, and the way back from it: database, uploads, private files.

A backup is a tar archive: the database as its own tool writes it, the files of each storage, and last a
manifest with a checksum of every member. An archive that was cut off therefore has no manifest.
Secrets of the environment are not in it.
"""
