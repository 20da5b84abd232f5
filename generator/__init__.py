"""The painting side of Easel: a child process that never imports bot, and the only one that imports torch."""
