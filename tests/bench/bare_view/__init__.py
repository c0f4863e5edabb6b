"""The least a view in Django costs: no middleware, no database, constant bytes."""
