"""Facts about organisations and their language, as data: bodies, officials, verbs, conferences with places and years."""
