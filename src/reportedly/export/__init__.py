"""Views to files: report page, GeoJSON, CSV."""
