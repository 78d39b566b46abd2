/** Every failure we can name. The name is the contract with the state machines' Retry and Catch. */
export class FiredrillError extends Error {
  static {
    FiredrillError.prototype.name = 'FiredrillError'; // a minifier renames classes, never strings
  }
}

/** Whether a failure is one of ours, and so has a name that may be relied on. */
export const isFiredrillError = (failure: unknown): failure is FiredrillError =>
  failure instanceof FiredrillError;

/** Asking again changes nothing: never retried. */
export class WrongAsAsked extends FiredrillError {
  static {
    WrongAsAsked.prototype.name = 'WrongAsAsked';
  }
}

/** Asking again later may succeed: retried by the state machine, never by code. */
export class NotJustNow extends FiredrillError {
  static {
    NotJustNow.prototype.name = 'NotJustNow';
  }
}

/** A guard said no before anything was touched. */
export class RunRefused extends WrongAsAsked {
  static {
    RunRefused.prototype.name = 'RunRefused';
  }
}

/** A signal to stop came first. */
export class RunStopped extends WrongAsAsked {
  static {
    RunStopped.prototype.name = 'RunStopped';
  }
}

/** The system was not healthy before the fault, so the experiment would prove nothing. */
export class NotSteady extends WrongAsAsked {
  static {
    NotSteady.prototype.name = 'NotSteady';
  }
}

/** The target system refused the fault, and it is certain that nothing happened. */
export class InjectionRefused extends WrongAsAsked {
  static {
    InjectionRefused.prototype.name = 'InjectionRefused';
  }
}

/** Reverting has begun, so nothing of the run may be injected any more. */
export class Fenced extends WrongAsAsked {
  static {
    Fenced.prototype.name = 'Fenced';
  }
}

/** A document breaks its schema; the message says where, and what would be right. */
export class DocumentInvalid extends WrongAsAsked {
  static {
    DocumentInvalid.prototype.name = 'DocumentInvalid';
  }
}

/** What was asked for does not exist. */
export class NotFound extends WrongAsAsked {
  static {
    NotFound.prototype.name = 'NotFound';
  }
}

/** A request that this deployment does not send: where it would go is nobody's business. Nothing was sent. */
export class RequestRefused extends WrongAsAsked {
  static {
    RequestRefused.prototype.name = 'RequestRefused';
  }
}

/** What is stored cannot be read by this program: a newer one wrote it, or it is damaged. */
export class StoreUnreadable extends WrongAsAsked {
  static {
    StoreUnreadable.prototype.name = 'StoreUnreadable';
  }
}

/** No program may decide this: a person is paged, and everything stays held. */
export class NeedsHuman extends WrongAsAsked {
  static {
    NeedsHuman.prototype.name = 'NeedsHuman';
  }
}

/** An undo was not accepted yet, so a fault may still be live. */
export class StillFaulted extends NotJustNow {
  static {
    StillFaulted.prototype.name = 'StillFaulted';
  }
}

/** An independent read does not show the before-image yet. */
export class NotRestored extends NotJustNow {
  static {
    NotRestored.prototype.name = 'NotRestored';
  }
}

/** A system we depend on did not answer, throttled, or failed. */
export class ServiceUnavailable extends NotJustNow {
  static {
    ServiceUnavailable.prototype.name = 'ServiceUnavailable';
  }
}
