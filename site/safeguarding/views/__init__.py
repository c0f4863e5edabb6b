"""What safeguarding shows: in the admin, under /teach/, and the form that anybody may send."""
