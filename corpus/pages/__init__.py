"""Web pages as their reader sees them."""
