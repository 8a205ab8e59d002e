/** What the process pool's spec asks of a process. */
export type MisbehavingTask =
  | { readonly kind: 'invert'; readonly bytes: Uint8Array }
  | { readonly kind: 'pid' }
  | { readonly kind: 'data' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'throw' }
  | { readonly kind: 'crash' }
  | { readonly kind: 'spin' };

export default async function misbehave(task: MisbehavingTask, data: unknown): Promise<unknown> {
  switch (task.kind) {
    case 'invert':
      return task.bytes.map((byte) => 255 - byte);
    case 'pid':
      return process.pid;
    case 'data':
      return data;
    case 'wait':
      await new Promise((resolve) => setTimeout(resolve, task.ms));
      return process.pid;
    case 'throw': {
      const error = new Error('cannot measure');
      error.name = 'MeasurementError';
      throw error;
    }
    case 'crash':
      // As a fault in native code would end it.
      return process.kill(process.pid, 'SIGSEGV');
    case 'spin':
      for (;;);
  }
}
