"""What does a plan cost, what does it give, what would an incident cost? The public pages."""
