"""Measuring: scores of each stage against gold."""
