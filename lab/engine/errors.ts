/** One thing wrong with a definition, and where. */
export type Problem = { readonly pointer: string; readonly message: string };

class EngineError extends Error {}

/** The definition cannot run as written; names every problem at once. */
export class InvalidDefinition extends EngineError {
  static {
    InvalidDefinition.prototype.name = 'InvalidDefinition';
  }
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(
      `Invalid State Machine Definition: ${problems.map((p) => `${p.message} at ${p.pointer || '/'}`).join('; ')}`,
    );
    this.problems = problems;
  }
}

/** No state machine has this name or ARN. */
export class StateMachineDoesNotExist extends EngineError {
  static {
    StateMachineDoesNotExist.prototype.name = 'StateMachineDoesNotExist';
  }
}

/** Another definition already has this name. */
export class StateMachineAlreadyExists extends EngineError {
  static {
    StateMachineAlreadyExists.prototype.name = 'StateMachineAlreadyExists';
  }
}

/** The name was used before, with another input or for an execution that has ended. */
export class ExecutionAlreadyExists extends EngineError {
  static {
    ExecutionAlreadyExists.prototype.name = 'ExecutionAlreadyExists';
  }
}

/** No execution has this name or ARN. */
export class ExecutionDoesNotExist extends EngineError {
  static {
    ExecutionDoesNotExist.prototype.name = 'ExecutionDoesNotExist';
  }
}

/** The input is not JSON, or is larger than 256 KiB. */
export class InvalidExecutionInput extends EngineError {
  static {
    InvalidExecutionInput.prototype.name = 'InvalidExecutionInput';
  }
}

/** The answer to a task is not JSON, or is larger than 256 KiB. */
export class InvalidOutput extends EngineError {
  static {
    InvalidOutput.prototype.name = 'InvalidOutput';
  }
}

/** The text is no task token. */
export class InvalidToken extends EngineError {
  static {
    InvalidToken.prototype.name = 'InvalidToken';
  }
}

/** The token was never given out here. */
export class TaskDoesNotExist extends EngineError {
  static {
    TaskDoesNotExist.prototype.name = 'TaskDoesNotExist';
  }
}

/** The task behind the token is over: answered, timed out, or its execution has ended. */
export class TaskTimedOut extends EngineError {
  static {
    TaskTimedOut.prototype.name = 'TaskTimedOut';
  }
}
