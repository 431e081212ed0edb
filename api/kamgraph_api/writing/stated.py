"""Bodies of writes, read once and strictly."""

import json
from typing import Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from kamgraph_api.bodies import strictly_read
from kamgraph_api.media import JSON
from kamgraph_api.problems import Refused


def body_of(model: type[BaseModel]) -> Any:
    """Dependency that gives the body as this model, said in JSON without anything taken for what it is not.

    Examples
    --------
    >>> from kamgraph.model import Person
    >>> body_of(Person).dependency.__name__
    'read'
    """

    async def read(request: Request) -> BaseModel:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
        if kind != JSON:
            raise Refused(415, "unsupported-media-type", "the body must be application/json")
        try:
            plain = strictly_read(await request.body())
            return model.model_validate_json(json.dumps(plain), strict=True)
        except json.JSONDecodeError as error:
            fault = {"type": "json_invalid", "loc": ("body",), "msg": "", "ctx": {"error": str(error)}}
            raise RequestValidationError([fault]) from error
        except ValidationError as error:
            faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors(include_url=False)]
            raise RequestValidationError(faults) from error

    return Depends(read)
