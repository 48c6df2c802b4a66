"""The same answers as REST: one module a resource, calling the same actions as the pages."""
