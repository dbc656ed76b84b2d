"""Pictures and claims as plain values: map, timeline, difference, explanation, sources."""
