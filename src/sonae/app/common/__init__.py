"""What every slice stands on: base templates, the visual language, the catalogue in force."""
