"""Places and their names, behind one read interface."""
