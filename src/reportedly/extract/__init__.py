"""Reports to statements: who says what happened, where, when, on whose word, how surely."""
