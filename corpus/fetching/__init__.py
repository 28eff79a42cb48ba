"""Pages and feeds from public addresses, and from no others."""
