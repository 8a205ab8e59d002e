"""Shows that the committed weights are this network's: loads them into it, and exports them again.

    python check_weights.py ../mrz-ocrb/mrz-ocrb.onnx

Fails unless every weight of the file has a place in the network, the network then gives the outputs
that the file gives, and so does the file that export.py makes of the network.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper

from export import export
from network import HEIGHT, STRIDE, LineReader, convolutions
from samples import collate, held_out

#: Largest difference of log-probabilities that rounding explains; they lie between 0 and about -40.
TOLERANCE = 1e-3


def load_into(network: LineReader, model: onnx.ModelProto) -> int:
    """Puts the file's convolutions into the network's, in the order in which they run.

    Returns the number of weights.

    In the file each normalisation is folded into its convolution, so the network's is set to do nothing
    but add the bias: mean 0, variance 1 - epsilon, scale 1.
    """
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    nodes = [node for node in model.graph.node if node.op_type == "Conv"]
    pairs = convolutions(network)
    if len(nodes) != len(pairs):
        raise SystemExit(f"the file has {len(nodes)} convolutions, the network {len(pairs)}")
    used = 0
    for node, (convolution, normalisation) in zip(nodes, pairs, strict=True):
        kernel = torch.from_numpy(weights[node.input[1]].copy())
        bias = torch.from_numpy(weights[node.input[2]].copy())
        if kernel.shape != convolution.weight.shape:
            shapes = f"{tuple(kernel.shape)}, not {tuple(convolution.weight.shape)}"
            raise SystemExit(f"{node.name} is {shapes}")
        used += kernel.numel() + bias.numel()
        with torch.no_grad():
            convolution.weight.copy_(kernel)
            if normalisation is None:
                convolution.bias.copy_(bias)
                continue
            normalisation.weight.fill_(1)
            normalisation.bias.copy_(bias)
            normalisation.running_mean.zero_()
            normalisation.running_var.fill_(1 - normalisation.eps)
    unused = sum(array.size for array in weights.values()) - used
    if unused != 0:
        raise SystemExit(f"{unused} weights of the file have no place in the network")
    return used


def run(path: Path, pixels: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(["logp"], {"x": pixels})[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    arguments = parser.parse_args()
    network = LineReader()
    parameters = load_into(network, onnx.load(str(arguments.model)))
    network.eval()
    inputs = [collate([sample]).pixels for sample in held_out(40)]
    inputs += [np.random.default_rng(1).standard_normal((3, 1, HEIGHT, 64 * STRIDE)).astype(np.float32)]
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        again = Path(folder) / "again.onnx"
        export(network, again)
        worst = {"network": 0.0, "exported again": 0.0}
        for pixels in inputs:
            committed = run(arguments.model, pixels)
            ours = {
                "network": network(torch.from_numpy(pixels)).numpy(),
                "exported again": run(again, pixels),
            }
            for name, output in ours.items():
                worst[name] = max(worst[name], float(np.abs(output - committed).max()))
    print(f"{parameters} weights, all of the file's, in {len(convolutions(network))} convolutions")
    for name, difference in worst.items():
        print(f"{name:16}largest difference of a log-probability {difference:.2e}")
    if max(worst.values()) > TOLERANCE:
        raise SystemExit("the outputs differ: file and network do not belong together")


if __name__ == "__main__":
    main()
