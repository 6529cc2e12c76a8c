"""Independent monitoring: who reads whom, what was found, the right of reply, and site visits."""
