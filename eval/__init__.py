"""How good and how sure: question sets, scoring, runs and measured speed.

The package shadows a builtin: write `from eval.scoring import ...`, never `import eval`.
"""
