"""Writes trained weights as the ONNX file that the product runs.

python export.py mrz-ocrb.pt mrz-ocrb.onnx
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import torch

from network import HEIGHT, LineReader


def export(network: LineReader, target: Path) -> None:
    """Batch and width stay free; each normalisation is folded into the convolution before it."""
    network.eval()
    torch.onnx.export(
        network,
        torch.zeros(1, 1, HEIGHT, 640),
        str(target),
        input_names=["x"],
        output_names=["logp"],
        dynamic_axes={"x": {0: "b", 3: "w"}, "logp": {0: "b", 1: "t"}},
        opset_version=13,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    network = LineReader()
    network.load_state_dict(torch.load(arguments.weights, map_location="cpu"))
    export(network, arguments.target)
    content = arguments.target.read_bytes()
    print(f"{len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}")
    print("models/manifest.json holds both: change them there, or the model is refused when it is loaded.")


if __name__ == "__main__":
    main()
