"""One Markdown fragment to safe HTML, to plain text, and to a tree for checking and print."""
