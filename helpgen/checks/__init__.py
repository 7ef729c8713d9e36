"""Rules on rendered pages, one file each; they run before anything is published."""
