"""Reads held-out synthetic lines with an ONNX file and counts what is right.

python evaluate.py ../mrz-ocrb/mrz-ocrb.onnx --lines 2000
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onnxruntime

from alphabet import decode_greedily
from network import STRIDE
from samples import collate, held_out


def distance(read: str, text: str) -> int:
    """Characters to insert, delete or exchange (Levenshtein)."""
    row = list(range(len(text) + 1))
    for i, a in enumerate(read, start=1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(text, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--lines", type=int, default=2000)
    arguments = parser.parse_args()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(arguments.model), options, providers=["CPUExecutionProvider"])
    exact = errors = characters = 0
    for sample in held_out(arguments.lines):
        batch = collate([sample])
        (log_probabilities,) = session.run(["logp"], {"x": batch.pixels})
        outputs = log_probabilities[0].argmax(axis=1)[: batch.widths[0] // STRIDE]
        read = decode_greedily(outputs.tolist())
        exact += read == sample.text
        errors += distance(read, sample.text)
        characters += len(sample.text)
    print(f"{arguments.lines} lines of odd seeds, read greedily")
    print(f"lines exact       {exact} ({100 * exact / arguments.lines:.1f} %)")
    print(f"character errors  {errors} of {characters} ({100 * errors / max(1, characters):.2f} %)")


if __name__ == "__main__":
    main()
