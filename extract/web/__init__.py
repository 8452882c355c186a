"""Web addresses as sources: fetched politely, never from an inner network, each answer kept as it came."""
