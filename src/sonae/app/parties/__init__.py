"""Who joins: members, their facilities and offices."""
