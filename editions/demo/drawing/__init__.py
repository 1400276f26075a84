"""The pictures of the demo newspaper, drawn by code: a small renderer and one module for each picture."""
