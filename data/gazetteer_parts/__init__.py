"""The steps of building the packaged place data."""
