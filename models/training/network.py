"""The line reader: fully convolutional, one step of output for every four pixels of width."""

from __future__ import annotations

import torch
from torch import nn

from alphabet import CLASSES

#: Rows of the input. Five stages bring them to one: 32, 16, 8, 4, 2, 1.
HEIGHT = 32
#: Pixels of width for one step of output.
STRIDE = 4
#: The widest line the network was trained on, in pixels.
MAX_WIDTH = 1400


def _stage(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class LineReader(nn.Module):
    """185,778 parameters in training; 185,302 once each normalisation is folded into its convolution."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            _stage(1, 20),
            nn.MaxPool2d(2),
            _stage(20, 40),
            nn.MaxPool2d(2),
            _stage(40, 64),
            nn.MaxPool2d((2, 1)),
            _stage(64, 96),
            nn.MaxPool2d((2, 1)),
            nn.Conv2d(96, 128, (2, 3), padding=(0, 1), bias=False),
            nn.BatchNorm2d(128),
            nn.ReLU(inplace=True),
        )
        #: What stands beside a character helps to read it: five steps along the line, added to the features.
        self.context = nn.Sequential(
            nn.Conv2d(128, 128, (1, 5), padding=(0, 2), groups=4, bias=False),
            nn.BatchNorm2d(128),
            nn.ReLU(inplace=True),
            nn.Dropout(0.1),
        )
        self.classifier = nn.Conv2d(128, CLASSES, (1, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """``[batch, 1, 32, width]`` to natural log-probabilities ``[batch, width / 4, 38]``."""
        features = self.features(x)
        features = features + self.context(features)
        scores = self.classifier(features).squeeze(2).permute(0, 2, 1)
        return nn.functional.log_softmax(scores, dim=2)


def convolutions(network: LineReader) -> list[tuple[nn.Conv2d, nn.BatchNorm2d | None]]:
    """Every convolution in the order in which it runs, with the normalisation behind it."""
    modules = [module for module in network.modules() if isinstance(module, (nn.Conv2d, nn.BatchNorm2d))]
    pairs: list[tuple[nn.Conv2d, nn.BatchNorm2d | None]] = []
    for module, following in zip(modules, [*modules[1:], None], strict=True):
        if isinstance(module, nn.Conv2d):
            pairs.append((module, following if isinstance(following, nn.BatchNorm2d) else None))
    return pairs
