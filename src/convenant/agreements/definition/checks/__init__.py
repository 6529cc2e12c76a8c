"""What is checked in a definition beyond the shape of its parts.

Every check reads the plain values of the file, not the finished model, so that it still runs on
the sound parts of a file that has faults elsewhere.
"""
