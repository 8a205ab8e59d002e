/**
 * What keeps the programs we start from calling their makers. Only the first sits in something that runs in production
 * (libs/vision sees to it again, whoever starts the process); the others are tools, or services that may join a stack.
 */
export const QUIET = {
  /** onnxruntime-node since 1.29: usage data, ten seconds after the first session. */
  ORT_DISABLE_TELEMETRY: '1',
  /** Prisma's CLI: a look for updates, with an identifier of the project. */
  CHECKPOINT_DISABLE: '1',
  /** Nx: its cloud. Its usage data is off in nx.json. */
  NX_NO_CLOUD: 'true',
  /** MinIO's server: a look for updates at each start. */
  MINIO_UPDATE: 'off',
  /** Install scripts that count installations; package.json forbids the scripts, too. */
  SCARF_ANALYTICS: 'false',
  /** Whoever keeps to https://consoledonottrack.com. */
  DO_NOT_TRACK: '1',
};
