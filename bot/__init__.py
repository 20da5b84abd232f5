"""The Discord side of Easel: one asyncio process that never imports torch."""
