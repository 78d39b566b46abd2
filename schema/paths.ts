// Made of schema/openapi.json by `npm run schema`.

/** The API's operations, by path and method. */
export type paths = {
  "/v1/plans": {
    post: {
      parameters: { path?: never; query?: never; header: { "Idempotency-Key": string } };
      requestBody: { content: { "application/json": { "experiment": string; "seed"?: string } } };
      responses: {
        202: { content: { "application/json": components['schemas']['Plan'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        413: { content: { "application/problem+json": components['schemas']['Problem'] } };
        415: { content: { "application/problem+json": components['schemas']['Problem'] } };
        422: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/plans/{id}": {
    get: {
      parameters: { path: { "id": string }; query?: never; header?: never };
      responses: {
        200: { content: { "application/json": components['schemas']['Plan'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/runs": {
    get: {
      parameters: { path?: never; query?: { "limit"?: number; "cursor"?: string; "kind"?: "Experiment" | "GameDay" }; header?: never };
      responses: {
        200: { content: { "application/json": components['schemas']['RunPage'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
    post: {
      parameters: { path?: never; query?: never; header: { "Idempotency-Key": string } };
      requestBody: { content: { "application/json": { "kind"?: "Experiment" | "GameDay"; "name": string; "seed"?: string; "plan"?: { "id": string; "hash": string } } } };
      responses: {
        202: { content: { "application/json": components['schemas']['Run'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        413: { content: { "application/problem+json": components['schemas']['Problem'] } };
        415: { content: { "application/problem+json": components['schemas']['Problem'] } };
        422: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/runs/{id}": {
    get: {
      parameters: { path: { "id": string }; query?: never; header?: never };
      responses: {
        200: { content: { "application/json": components['schemas']['Run'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/runs/{id}/journal": {
    get: {
      parameters: { path: { "id": string }; query?: never; header?: never };
      responses: {
        200: { content: { "application/json": components['schemas']['Journal'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/runs/{id}/stop": {
    post: {
      parameters: { path: { "id": string }; query?: never; header?: never };
      requestBody?: { content: { "application/json": { "reason"?: string } } };
      responses: {
        202: { content: { "application/json": components['schemas']['Run'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        413: { content: { "application/problem+json": components['schemas']['Problem'] } };
        415: { content: { "application/problem+json": components['schemas']['Problem'] } };
        422: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/runs/{id}/approve": {
    post: {
      parameters: { path: { "id": string }; query?: never; header?: never };
      requestBody: { content: { "application/json": { "planHash": string } } };
      responses: {
        202: { content: { "application/json": components['schemas']['Run'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        413: { content: { "application/problem+json": components['schemas']['Problem'] } };
        415: { content: { "application/problem+json": components['schemas']['Problem'] } };
        422: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/runs/{id}/deny": {
    post: {
      parameters: { path: { "id": string }; query?: never; header?: never };
      requestBody: { content: { "application/json": { "planHash": string } } };
      responses: {
        202: { content: { "application/json": components['schemas']['Run'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        413: { content: { "application/problem+json": components['schemas']['Problem'] } };
        415: { content: { "application/problem+json": components['schemas']['Problem'] } };
        422: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/runs/{id}/go": {
    post: {
      parameters: { path: { "id": string }; query?: never; header?: never };
      requestBody: { content: { "application/json": { "step": number } } };
      responses: {
        202: { content: { "application/json": components['schemas']['Run'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        413: { content: { "application/problem+json": components['schemas']['Problem'] } };
        415: { content: { "application/problem+json": components['schemas']['Problem'] } };
        422: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/experiments": {
    get: {
      parameters: { path?: never; query?: never; header?: never };
      responses: {
        200: { content: { "application/json": components['schemas']['DefinitionList'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/experiments/{name}": {
    get: {
      parameters: { path: { "name": string }; query?: never; header?: { "If-None-Match"?: string } };
      responses: {
        200: { content: { "application/json": components['schemas']['Definition'] } };
        304: { content: { "application/json"?: never } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
    put: {
      parameters: { path: { "name": string }; query?: never; header?: { "If-Match"?: string } };
      requestBody: { content: { "application/json": Record<string, unknown>; "application/yaml": Record<string, unknown> } };
      responses: {
        200: { content: { "application/json": components['schemas']['Definition'] } };
        201: { content: { "application/json": components['schemas']['Definition'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        412: { content: { "application/problem+json": components['schemas']['Problem'] } };
        413: { content: { "application/problem+json": components['schemas']['Problem'] } };
        415: { content: { "application/problem+json": components['schemas']['Problem'] } };
        422: { content: { "application/problem+json": components['schemas']['Problem'] } };
        428: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
    delete: {
      parameters: { path: { "name": string }; query?: never; header: { "If-Match": string } };
      responses: {
        204: { content: { "application/json"?: never } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        412: { content: { "application/problem+json": components['schemas']['Problem'] } };
        428: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/gamedays": {
    get: {
      parameters: { path?: never; query?: never; header?: never };
      responses: {
        200: { content: { "application/json": components['schemas']['DefinitionList'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/gamedays/{name}": {
    get: {
      parameters: { path: { "name": string }; query?: never; header?: { "If-None-Match"?: string } };
      responses: {
        200: { content: { "application/json": components['schemas']['Definition'] } };
        304: { content: { "application/json"?: never } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
    put: {
      parameters: { path: { "name": string }; query?: never; header?: { "If-Match"?: string } };
      requestBody: { content: { "application/json": Record<string, unknown>; "application/yaml": Record<string, unknown> } };
      responses: {
        200: { content: { "application/json": components['schemas']['Definition'] } };
        201: { content: { "application/json": components['schemas']['Definition'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        412: { content: { "application/problem+json": components['schemas']['Problem'] } };
        413: { content: { "application/problem+json": components['schemas']['Problem'] } };
        415: { content: { "application/problem+json": components['schemas']['Problem'] } };
        422: { content: { "application/problem+json": components['schemas']['Problem'] } };
        428: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
    delete: {
      parameters: { path: { "name": string }; query?: never; header: { "If-Match": string } };
      responses: {
        204: { content: { "application/json"?: never } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        404: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        412: { content: { "application/problem+json": components['schemas']['Problem'] } };
        428: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/levers": {
    get: {
      parameters: { path?: never; query?: never; header?: never };
      responses: {
        200: { content: { "application/json": components['schemas']['LeverList'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/levers/{scope}": {
    get: {
      parameters: { path: { "scope": string }; query?: never; header?: never };
      responses: {
        200: { content: { "application/json": components['schemas']['Lever'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
    put: {
      parameters: { path: { "scope": string }; query?: never; header?: never };
      requestBody: { content: { "application/json": { "reason": string } } };
      responses: {
        200: { content: { "application/json": components['schemas']['PulledLever'] } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        413: { content: { "application/problem+json": components['schemas']['Problem'] } };
        415: { content: { "application/problem+json": components['schemas']['Problem'] } };
        422: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
    delete: {
      parameters: { path: { "scope": string }; query?: never; header?: never };
      responses: {
        204: { content: { "application/json"?: never } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        409: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/openapi.json": {
    get: {
      parameters: { path?: never; query?: never; header?: never };
      responses: {
        200: { content: { "application/json": Record<string, unknown> } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
  "/v1/problems/{type}": {
    get: {
      parameters: { path: { "type": "malformed-request" | "idempotency-key-missing" | "unauthenticated" | "forbidden" | "four-eyes" | "not-found" | "method-not-allowed" | "not-acceptable" | "in-flight" | "not-waiting" | "other-plan" | "plan-expired" | "refused" | "version-mismatch" | "too-large" | "unsupported-media-type" | "invalid" | "invalid-document" | "idempotency-key-reused" | "precondition-required" | "too-many-requests" | "internal" | "unavailable" }; query?: never; header?: never };
      responses: {
        200: { content: { "text/html": string } };
        400: { content: { "application/problem+json": components['schemas']['Problem'] } };
        401: { content: { "application/problem+json": components['schemas']['Problem'] } };
        403: { content: { "application/problem+json": components['schemas']['Problem'] } };
        406: { content: { "application/problem+json": components['schemas']['Problem'] } };
        429: { content: { "application/problem+json": components['schemas']['Problem'] } };
        500: { content: { "application/problem+json": components['schemas']['Problem'] } };
        503: { content: { "application/problem+json": components['schemas']['Problem'] } };
      };
    };
  };
};

type components = {
  schemas: {
    Definition: { "kind": "Experiment" | "GameDay"; "name": string; "version": string; "updatedAt": string; "updatedBy": string; "written"?: Record<string, unknown>; "means": Record<string, unknown>; "experiments"?: ({ "name": string; "version": string })[] };
    DefinitionList: { "items": (components['schemas']['Definition'])[] };
    ExperimentRun: { "kind": "Experiment"; "id": string; "name": string; "trigger": { "kind": "cli" | "gameday" | "schedule" | "deployment" | "api" | "slack"; "actor": string }; "createdAt": string; "links": { "self": string; "journal": string; "stop": string }; "version": string; "state": string; "gameDay"?: { "id": string; "step": number }; "onlyPlan"?: true; "plan"?: { "hash": string; "observeMs": number; "faults": ({ "name": string; "action": string; "targets": ({ "arn": string; "label": string })[]; "fleet": number; "startAfterMs": number; "durationMs": number; "undo": string })[] }; "approval"?: { "answer": "approved" | "denied"; "by": string; "at": string; "planHash": string; "expiresAt": string }; "signal"?: { "kind": string; "actor": string; "reason": string; "at": string }; "refusal"?: { "guard": string; "reason": string }; "deadline"?: string; "conclusion"?: { "hypothesis": "held" | "failed" | "untested"; "restoration": "restored" | "unverified" | "nothing-injected"; "reasons": (string)[]; "exitCode": number; "measures": { "detectionMs"?: number; "stopMs"?: number; "recoveryMs"?: number; "outageMs"?: number } } };
    GameDayExecution: { "kind": "GameDay"; "id": string; "name": string; "trigger": { "kind": "cli" | "gameday" | "schedule" | "deployment" | "api" | "slack"; "actor": string }; "createdAt": string; "links": { "self": string; "journal": string; "stop": string }; "state": string; "steps": ({ "step": number; "run": string; "conclusion"?: { "hypothesis": "held" | "failed" | "untested"; "restoration": "restored" | "unverified" | "nothing-injected"; "reasons": (string)[]; "exitCode": number; "measures": { "detectionMs"?: number; "stopMs"?: number; "recoveryMs"?: number; "outageMs"?: number } } })[]; "waitsBefore"?: number; "stop"?: { "by": string; "reason": string; "at": string }; "conclusion"?: { "exitCode": number; "asExpected": boolean } };
    Journal: { "intact": boolean; "records": ({ "seq": number; "kind": string; "at": string; "actor": string; "reason"?: string; "data"?: Record<string, unknown>; "prev": string; "hash": string })[] };
    Lever: { "scope": string; "engaged": boolean; "by"?: string; "reason"?: string; "at"?: string };
    LeverList: { "items": (components['schemas']['Lever'])[] };
    Plan: { "id": string; "experiment": string; "version": string; "state": "planning" | "ready" | "refused" | "failed"; "trigger": { "kind": "cli" | "gameday" | "schedule" | "deployment" | "api" | "slack"; "actor": string }; "createdAt": string; "expiresAt": string; "plan"?: { "hash": string; "seed": string; "durationMs": number; "faults": ({ "name": string; "action": string; "parameters": Record<string, unknown>; "targets": ({ "arn": string; "label": string; "zone"?: string })[]; "fleet": number; "share"?: number; "zones": Record<string, unknown>; "startAfterMs": number; "durationMs": number; "undo": string; "iamEnforced": "yes" | "partly" | "no" })[]; "cost"?: { "fis": number; "orchestration": number; "httpProbes": number } }; "refusals": ({ "guard": string; "reason": string })[]; "failure"?: (string)[]; "links": { "self": string; "journal": string; "stop": string } };
    Problem: { "type": string; "title": string; "status": number; "detail": string; "requestId": string; "errors"?: ({ "pointer"?: string; "parameter"?: string; "header"?: string; "detail": string; "fix"?: string; "line"?: number; "column"?: number })[] };
    PulledLever: { "scope": string; "engaged": boolean; "by"?: string; "reason"?: string; "at"?: string; "stopping": (string)[] };
    Run: components['schemas']['ExperimentRun'] | components['schemas']['GameDayExecution'];
    RunPage: { "items": (components['schemas']['Run'])[]; "next"?: string };
  };
};
