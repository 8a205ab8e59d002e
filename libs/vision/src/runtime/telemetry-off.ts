import { z } from 'zod';

/** Read by the runtime's native code, with `getenv`, when its first session is made. */
const SWITCH = 'ORT_DISABLE_TELEMETRY';
const OFF = '1';

const ReportSchema = z.object({ environmentVariables: z.record(z.string(), z.string()) });

/** The runtime would report to its maker, so it is not loaded. */
export class TelemetryError extends Error {
  override readonly name = 'TelemetryError';

  constructor() {
    super(
      `${SWITCH} cannot be set to ${OFF} from here, and without it the runtime of the models sends usage data to its maker. ` +
        `Start the process with ${SWITCH}=${OFF} in its environment.`,
    );
  }
}

/**
 * Switches off the telemetry client inside onnxruntime 1.29 and newer, for this process.
 *
 * What `process.env` takes is not always what native code reads: worker threads and Jest's realms have a copy of their
 * own. Node's diagnostic report lists the environment as the operating system has it, so it is asked afterwards (10 ms,
 * once).
 *
 * @throws {TelemetryError} when the switch has not reached the process
 */
export function switchTelemetryOff(): void {
  process.env[SWITCH] = OFF;
  if (environmentOfTheProcess()[SWITCH] !== OFF) throw new TelemetryError();
}

function environmentOfTheProcess(): Readonly<Record<string, string>> {
  const report: NodeJS.ProcessReport & { excludeNetwork?: boolean } = process.report;
  const before = report.excludeNetwork ?? false;
  // A report with the network in it looks up the names of its peers.
  report.excludeNetwork = true;
  try {
    return ReportSchema.parse(report.getReport()).environmentVariables;
  } finally {
    report.excludeNetwork = before;
  }
}

// On import, so that whatever is imported after this module finds it done.
switchTelemetryOff();
