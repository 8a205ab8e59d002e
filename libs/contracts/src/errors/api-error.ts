/** The `type` of an error body, in Stripe's words. */
export type ApiErrorType = 'invalid_request_error' | 'idempotency_error' | 'api_error';

/** What stands under `error` in every response that is not a success. */
export interface ApiErrorBody {
  readonly type: ApiErrorType;
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
}

interface ApiErrorInit extends ApiErrorBody {
  /** The HTTP status; Stripe's clients choose their exception class by it. */
  readonly status: number;
  /** Whether the same request can succeed later without a change; sent as `Stripe-Should-Retry`. */
  readonly retryable?: boolean;
  /** Headers that say more about the refusal. */
  readonly headers?: Readonly<Record<string, string>>;
  /** True when the request was refused for its parameters, before anything was carried out. */
  readonly beforeExecution?: boolean;
}

/** A refusal, as a client reads it. Faults of ours are other errors and never show their message. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly body: ApiErrorBody;
  readonly retryable: boolean | null;
  readonly beforeExecution: boolean;
  readonly headers: Readonly<Record<string, string>>;

  constructor(init: ApiErrorInit) {
    super(init.message);
    this.status = init.status;
    this.body = {
      type: init.type,
      message: init.message,
      ...(init.code === undefined ? {} : { code: init.code }),
      ...(init.param === undefined ? {} : { param: init.param }),
    };
    this.retryable = init.retryable ?? null;
    this.beforeExecution = init.beforeExecution ?? false;
    this.headers = init.headers ?? {};
  }
}
