import { TestEnvironment } from 'jest-environment-node';

// Tests see a copy of the environment; what native code reads can only be set out here. See
// libs/vision/src/runtime/telemetry-off.ts.
process.env.ORT_DISABLE_TELEMETRY = '1';

/**
 * Node's environment with the outer realm's typed arrays. Jest runs tests in a realm of their own, but native
 * addons make their arrays in the outer one: onnxruntime-node would refuse its own results as "not a
 * Float32Array".
 */
export default class NativeAddonEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, { Float32Array, Float64Array, Int32Array, BigInt64Array });
  }
}
