"""The roll of honour: everything granted, with its filters and its yearly figures, for everybody."""
