"""Records of builds, what changed from one to another, and how that is told."""
