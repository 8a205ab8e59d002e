// The only import of the runtime. The first line comes first in every process that loads it.
import './telemetry-off.js';

export { InferenceSession, Tensor } from 'onnxruntime-node';
