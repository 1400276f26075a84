"""Export (输出): finished pages in, files out. Exporters decide nothing."""
