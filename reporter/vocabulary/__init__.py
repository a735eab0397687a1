"""Facts about organisations and their languages, as data: bodies, officials, verbs, conferences."""
