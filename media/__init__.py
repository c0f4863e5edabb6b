"""The library of images, documents, video and audio. May import safeguarding and what stands below it.

Its files stand in the private storage; one view (`media.views.library_file`) hands them out, and asks
the consent of each at every request.
"""
